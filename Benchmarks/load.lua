-- wrk --script load.lua URL -- DEPTH ACCOUNTS [mail]
--
-- Sends DEPTH requests at a time, in turns for as many ACCOUNTS, whose keys are numbered from 0 if there
-- is more than one; GETs of the URL, or mails of about 1 KB, the same each time.

local MAIL = '{"sender":{"email":"shop@example.com","name":"Shop"},'
  .. '"to":[{"email":"ann@example.com","name":"Ann"}],'
  .. '"subject":"Your order","htmlContent":"<p>'
  .. string.rep("Thank you for your order. ", 33) .. '</p>"}'

function init(arguments)
  local depth, accounts = tonumber(arguments[1]), tonumber(arguments[2])
  if arguments[3] == "mail" then
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = MAIL
  end
  local format = wrk.format
  -- What wrk makes once, and sends again and again.
  wrk.format = function(...) return string.rep(format(...), depth) end
  if accounts > 1 then
    local key, requests, last = wrk.headers["api-key"], {}, 0
    for number = 1, accounts do
      wrk.headers["api-key"] = key .. "-" .. number - 1
      requests[number] = wrk.format()
    end
    function request()
      last = last % accounts + 1
      return requests[last]
    end
  end
end
