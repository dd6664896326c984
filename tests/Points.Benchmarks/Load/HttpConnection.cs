using System.Net.Sockets;
using System.Text;

namespace Points.Benchmarks.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection that sends prepared bytes and reads an answer with a Content-Length. As bare as
/// pgbench's: on two cores a comfortable client would eat what the server is measured on.
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
                throw new IOException("the server closed the connection");
            received += read;
            if (end < 0)
                end = EndOfAnswer(_answer.AsSpan(0, received));
        }
        return (((_answer[9] - '0') * 10) + _answer[10] - '0') * 10 + _answer[11] - '0';
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>Where the answer ends; negative while its header is not complete.</returns>
    private static int EndOfAnswer(ReadOnlySpan<byte> received)
    {
        var header = received.IndexOf(HeaderEnd);
        if (header < 0)
            return -1;
        var length = received[..header].IndexOf("Content-Length: "u8);
        if (length < 0)
            throw new InvalidDataException(
                "an answer without Content-Length: " + Encoding.UTF8.GetString(received[..header])
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
