using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;

namespace Points.Cosmos.Keys;

/// <summary>
/// The key of this deployment. The ids of claims and outcomes are digests under it, because they outlive members and
/// are made of callers' text (decision 27). It is created at first use and never changes: under another key, an order
/// could earn again.
/// </summary>
public sealed class DeploymentKey(CosmosClient client)
{
    private const int SizeBytes = 32,
        FirstVersion = 1;

    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
    private byte[]? _key;

    /// <summary>Turns a digest of callers' text into one that cannot be guessed without the key.</summary>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async ValueTask<string> Protect(string digest, CancellationToken ct)
    {
        var key = _key ??= await Load(FirstVersion, ct);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(digest)));
    }

    /// <summary>Derives a key for one purpose from a version, which is created if it does not exist.</summary>
    internal async Task<byte[]> Derive(int version, string purpose, CancellationToken ct) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            await Load(version, ct),
            SizeBytes,
            info: Encoding.ASCII.GetBytes(purpose)
        );

    /// <summary>Deletes a version under which nothing is any more. The first one stays.</summary>
    internal async Task Delete(int version, CancellationToken ct)
    {
        if (version == FirstVersion)
            return;
        var batch = new AtomicBatch(_lookups, DeploymentKeyDocument.IdOf(version));
        batch.Delete(DeploymentKeyDocument.IdOf(version));
        await batch.Send(ct);
    }

    private async Task<byte[]> Load(int version, CancellationToken ct)
    {
        if (await Read(version, ct) is { } stored)
            return stored;
        // Several instances may create it at once. All use the one that is stored.
        await _lookups.TryCreate(
            DeploymentKeyDocument.IdOf(version),
            DeploymentKeyDocument.From(version, RandomNumberGenerator.GetBytes(SizeBytes)),
            DocumentJson.Default.DeploymentKeyDocument,
            ct
        );
        return await Read(version, ct)
            ?? throw new StoreUnavailableException("the deployment's key cannot be read yet");
    }

    private async Task<byte[]?> Read(int version, CancellationToken ct)
    {
        var id = DeploymentKeyDocument.IdOf(version);
        return (await _lookups.Read(id, id, DocumentJson.Default.DeploymentKeyDocument, ct))?.Value.ToKey();
    }
}
