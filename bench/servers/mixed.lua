-- Mixed load: reads, an absent record, a strange key, a lost address, health, creates. What bench/load.ts sends.
local n = 0
request = function()
  n = n + 1
  local m = n % 10
  local auth = { ["Authorization"] = "meowmeowmeow" }
  if m < 5 then return wrk.format("GET", "/api/kittens/" .. (1 + n % 1000), auth)
  elseif m == 5 then return wrk.format("GET", "/api/kittens/999999999", auth)
  elseif m == 6 then return wrk.format("GET", "/api/kittens/2", { ["Authorization"] = "stranger" .. n })
  elseif m == 7 then return wrk.format("GET", "/nowhere/" .. n, auth)
  elseif m == 8 then return wrk.format("GET", "/healthz")
  else auth["Content-Type"] = "application/json"; return wrk.format("POST", "/api/kittens", auth, '{"name":"Max","breed":"unknown","fluffiness":5}') end
end
