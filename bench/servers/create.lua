-- Creates kittens: what bench/create.ts sends.
wrk.method = "POST"
wrk.body = '{"name":"Max","breed":"unknown","fluffiness":5}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "meow"
