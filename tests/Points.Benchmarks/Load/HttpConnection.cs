using System.Net.Sockets;
using System.Text;

namespace Points.Benchmarks.Load;

/// <summary>
/// A keep-alive HTTP/1.1 connection that sends prepared bytes and reads answers with a Content-Length. It does as
/// little as pgbench, because client and server share the machine: a client that does more would slow the server down.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private static readonly byte[] HeaderEnd = "\r\n\r\n"u8.ToArray();
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[256 * 1024];

    public static async Task<HttpConnection> Open(int port)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync("127.0.0.1", port);
        return connection;
    }

    public static byte[] Post(string path, string token, string key, string body) =>
        Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
        );

    /// <returns>The status of the answer.</returns>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        for (var rest = request; rest.Length > 0; )
            rest = rest[await _socket.SendAsync(rest)..];
        var (received, end) = (0, -1);
        while (end < 0 || received < end)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(received));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            received += read;
            if (end < 0)
                end = EndOfAnswer(_answer.AsSpan(0, received));
        }
        return StatusOf(_answer);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The status follows <c>HTTP/1.1</c> and a space.</summary>
    private static int StatusOf(ReadOnlySpan<byte> answer) =>
        int.Parse(answer.Slice("HTTP/1.1 ".Length, 3), System.Globalization.CultureInfo.InvariantCulture);

    /// <returns>The length of the answer; negative while its header is incomplete.</returns>
    private static int EndOfAnswer(ReadOnlySpan<byte> received)
    {
        var header = received.IndexOf(HeaderEnd);
        if (header < 0)
            return -1;
        var length = received[..header].IndexOf("Content-Length: "u8);
        if (length < 0)
            throw new InvalidDataException(
                "An answer has no Content-Length: " + Encoding.UTF8.GetString(received[..header])
            );
        var digits = received[(length + "Content-Length: ".Length)..header];
        var lineEnd = digits.IndexOf((byte)'\r');
        var count = int.Parse(
            lineEnd < 0 ? digits : digits[..lineEnd],
            System.Globalization.CultureInfo.InvariantCulture
        );
        return header + HeaderEnd.Length + count;
    }
}
