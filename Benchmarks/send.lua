-- A mail of about 1 KB, the same each time: wrk then makes the request once.
local text = string.rep("Thank you for your order. ", 33)
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"sender":{"email":"shop@example.com","name":"Shop"},'
  .. '"to":[{"email":"ann@example.com","name":"Ann"}],'
  .. '"subject":"Your order","htmlContent":"<p>' .. text .. '</p>"}'
