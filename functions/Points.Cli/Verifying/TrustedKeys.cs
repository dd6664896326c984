using System.Collections.Immutable;
using System.Text.Json;
using Points.Cli.Hosts;
using Points.Functions.Signing;

namespace Points.Cli.Verifying;

/// <summary>The public keys that a reader trusts, from a file or an address of the form of <c>GET /api/keys</c>.</summary>
internal sealed class TrustedKeys
{
    private const int BytesMax = 64 * 1_024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly string _source;
    private readonly ImmutableArray<PublicKey> _keys;

    private TrustedKeys(string source, ImmutableArray<PublicKey> keys) => (_source, _keys) = (source, keys);

    /// <param name="source">The path of a file, or an address that begins with https:// or http://.</param>
    /// <exception cref="CommandException">There are no keys that can be read.</exception>
    public static async Task<TrustedKeys> Read(string source, CancellationToken ct)
    {
        var isAddress = Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        try
        {
            var json = isAddress ? await Download(address!, ct) : await File.ReadAllBytesAsync(source, ct);
            return Parse(source, json);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or HttpRequestException)
        {
            throw new CommandException($"The keys cannot be read from {source}: {fault.Message}", fault);
        }
    }

    /// <exception cref="SignedFileFault">The signature is not one of a key that is trusted.</exception>
    public void Check(SignedDocument document, string what)
    {
        if (_keys.FirstOrDefault(key => key.Id == document.KeyId) is not { } key)
            throw new SignedFileFault(
                $"{what} names the key {document.KeyId}, which is not among the keys of {_source}: "
                    + "it is of another issuer, or its key was removed."
            );
        if (!document.IsSignedBy(key))
            throw new SignedFileFault($"{what} was altered: it is not what the key {key.Id} signed.");
    }

    private static async Task<byte[]> Download(Uri address, CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = Timeout, MaxResponseContentBufferSize = BytesMax };
        return await client.GetByteArrayAsync(address, ct);
    }

    private static TrustedKeys Parse(string source, byte[] json)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, SigningJson.Default.KeysView);
            var keys = (read?.Keys ?? [])
                .Where(key => key is { Kty: "OKP", Crv: "Ed25519", X: not null })
                .Select(key => PublicKey.TryParse(key.X))
                .OfType<PublicKey>()
                .ToImmutableArray();
            return keys.IsEmpty ? throw new CommandException($"{source} has no Ed25519 keys.") : new(source, keys);
        }
        catch (JsonException fault)
        {
            throw new CommandException($"{source} is no JSON Web Key Set.", fault);
        }
    }
}
