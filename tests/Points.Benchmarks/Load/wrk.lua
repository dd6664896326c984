-- Posts one request after the other, each with a number of its own. RequestTemplate.cs writes the same requests.
-- Arguments: path, token, prefix of keys, body, first number, number of threads, members, stride.
local threads = {}

function setup(thread)
  thread:set("offset", #threads)
  table.insert(threads, thread)
end

function init(args)
  path, token, keys, body = args[1], args[2], args[3], args[4]
  number, step = tonumber(args[5]) + offset, tonumber(args[6])
  members, stride = tonumber(args[7]), tonumber(args[8])
  head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " .. token .. "\r\nIdempotency-Key: " .. keys
  types = "\r\nContent-Type: application/json\r\nContent-Length: "
end

function request()
  local values = {
    number = string.format("%d", number),
    member = string.format("m%d", number * stride % members),
    sku = string.format("%d", number % 100),
    amountFen = string.format("%d", 100 + number % 10000),
  }
  number = number + step
  local filled = body:gsub("{(%a+)}", values)
  return "POST " .. path:gsub("{(%a+)}", values) .. head .. values.number .. types .. #filled .. "\r\n\r\n" .. filled
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"refused":%d,"failed":%d,"p50":%d,"p99":%d,"p999":%d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
