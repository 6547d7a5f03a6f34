def strict(answer):
    """Holds an answer of the official client to its own types: it does not check them by itself."""
    type(answer).model_validate(answer.model_dump(by_alias=True))
    return answer
