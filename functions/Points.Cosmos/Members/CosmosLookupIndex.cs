using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Jobs;

namespace Points.Cosmos.Members;

/// <summary>Walks through all profiles and writes their look-ups under the newest key.</summary>
public sealed class CosmosLookupIndex(
    CosmosClient client,
    LookupKeys keys,
    DeploymentKey deploymentKey,
    CosmosMemberLookups memberLookups,
    IMemberStore members
) : ILookupIndex
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public IDueItems<string> AllMembers { get; } =
        new Profiles(client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets));

    public async Task<(LookupIndexState State, string Version)> Find(DateTimeOffset now, CancellationToken ct)
    {
        if (await keys.ReadState(ct) is null)
            await _lookups.TryCreate(
                LookupIndexDocument.SingletonId,
                LookupIndexDocument.From(LookupIndexState.Begin(now)),
                DocumentJson.Default.LookupIndexDocument,
                ct
            );
        return await keys.ReadState(ct) is { } stored
            ? (stored.Value.ToState(), stored.ETag)
            : throw new StoreUnavailableException("the state of look-ups cannot be read yet");
    }

    public async Task<bool> TryMove(LookupIndexState next, string replacedVersion, CancellationToken ct)
    {
        await deploymentKey.Derive(next.KeyVersion, nameof(LookupIndexState), ct);
        var hasMoved = await _lookups.TryReplace(
            LookupIndexDocument.SingletonId,
            LookupIndexDocument.SingletonId,
            replacedVersion,
            LookupIndexDocument.From(next),
            DocumentJson.Default.LookupIndexDocument,
            ct
        );
        await keys.ReadState(ct);
        if (hasMoved && next.Stage == LookupIndexStage.Done)
            await deploymentKey.Delete(next.KeyVersion - 1, ct);
        return hasMoved;
    }

    public async Task<bool> Index(string memberId, CancellationToken ct)
    {
        if (await members.Find(memberId, ct) is not { LedgerKey: { } key } member)
            return false;
        var has = false;
        foreach (var (value, isVerified) in member.Lookups)
            has |= await memberLookups.TryAdd((await keys.ListIds(value, ct))[0], value, key, isVerified, ct);
        return has;
    }

    public async Task<bool> DropBefore(string memberId, CancellationToken ct)
    {
        if (await members.Find(memberId, ct) is not { } member)
            return false;
        var has = false;
        foreach (var (value, _) in member.Lookups)
            if (await keys.FindIdBefore(value, ct) is { } id)
            {
                var batch = new AtomicBatch(_lookups, id);
                batch.Delete(id);
                await batch.Send(ct);
                has = true;
            }
        return has;
    }

    private sealed class Profiles(Container wallets) : IDueItems<string>
    {
        public string Name => "memberLookups";

        public Task<IReadOnlyList<string>> ListRanges(CancellationToken ct) => wallets.ListRanges(ct);

        public async Task<DuePage<string>> ReadPage(
            string range,
            DateTimeOffset until,
            string? position,
            CancellationToken ct
        )
        {
            var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter(
                "@type",
                MemberDocument.TypeName
            );
            var page = await wallets.ReadDuePage(
                range,
                query,
                position,
                DocumentJson.Default.QueryPageMemberReference,
                ct
            );
            return new([.. page.Items.Select(it => it.MemberId)], page.Position);
        }
    }
}
