using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Points.Functions.Notifying;

/// <summary>
/// Signs bodies and checks their signatures. A signature is <c>t=1795363200,v1=9f86…</c>: the Unix second of signing,
/// and the HMAC-SHA256 of that second, a dot and the body. The time is signed too, so an old body cannot be replayed
/// later.
/// </summary>
/// <param name="key">The text that both sides share; its UTF-8 bytes are the key.</param>
public sealed class GatewayKey(string key)
{
    /// <summary>The header that carries a signature.</summary>
    public const string Header = "Points-Signature";

    /// <summary>The largest age of a signature: the difference of two clocks, and the body's time on the way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    /// <param name="now">The machine's time; business time can be set.</param>
    public string Sign(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"t={second},v1={Convert.ToHexStringLower(ComputeHmac(second, body))}"
        );
    }

    /// <param name="now">The machine's time; business time can be set.</param>
    public bool IsValidSignature(ReadOnlySpan<byte> body, string signature, DateTimeOffset now)
    {
        if (
            signature.Split(',') is not [['t', '=', .. var time], ['v', '1', '=', .. var code]]
            || code.Length != SHA256.HashSizeInBytes * 2
        )
            return false;
        if (
            !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || Math.Abs(now.ToUnixTimeSeconds() - (decimal)second) > (decimal)Tolerance.TotalSeconds
        )
            return false;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(code, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, ComputeHmac(second, body));
    }

    private byte[] ComputeHmac(long second, ReadOnlySpan<byte> body)
    {
        using var code = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        code.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{second}.")));
        code.AppendData(body);
        return code.GetHashAndReset();
    }
}
