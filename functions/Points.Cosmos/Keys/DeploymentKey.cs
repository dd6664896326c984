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
    private const int SizeBytes = 32;

    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
    private byte[]? _key;

    /// <summary>Turns a digest of callers' text into one that cannot be guessed without the key.</summary>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async ValueTask<string> Protect(string digest, CancellationToken ct)
    {
        var key = _key ??= await Load(ct);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(digest)));
    }

    private async Task<byte[]> Load(CancellationToken ct)
    {
        if (await Read(ct) is { } stored)
            return stored;
        // Several instances may create it at once. All use the one that is stored.
        await _lookups.TryCreate(
            DeploymentKeyDocument.SingletonId,
            DeploymentKeyDocument.From(RandomNumberGenerator.GetBytes(SizeBytes)),
            DocumentJson.Default.DeploymentKeyDocument,
            ct
        );
        return await Read(ct) ?? throw new StoreUnavailableException("the deployment's key cannot be read yet");
    }

    private async Task<byte[]?> Read(CancellationToken ct) =>
        (
            await _lookups.Read(
                DeploymentKeyDocument.SingletonId,
                DeploymentKeyDocument.SingletonId,
                DocumentJson.Default.DeploymentKeyDocument,
                ct
            )
        )?.Value.ToKey();
}
