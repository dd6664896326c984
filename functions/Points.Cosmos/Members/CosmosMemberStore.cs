using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Wallets;
using Points.Domain.Enrolling;
using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Cosmos.Members;

/// <summary>Profiles in Cosmos DB, in the member's partition, changed together with the member's wallets.</summary>
public sealed class CosmosMemberStore(CosmosClient client) : IMemberStore
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<Member?> Find(string memberId, CancellationToken ct) => (await Load(memberId, ct))?.Value.ToMember();

    public async Task<Member?> Change(string memberId, Func<Member?, Member?> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var stored = await Load(memberId, ct);
            if (change(stored?.Value.ToMember()) is not { } member) return null;
            if (await Write(stored, member, ct)) return member;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    private Task<StoredDocument<MemberDocument>?> Load(string memberId, CancellationToken ct) =>
        _wallets.Read(memberId, MemberDocument.OnlyId, DocumentJson.Plain.MemberDocument, ct);

    /// <returns>False if the profile or a wallet has moved on.</returns>
    private async Task<bool> Write(StoredDocument<MemberDocument>? stored, Member member, CancellationToken ct)
    {
        var batch = new AtomicBatch(_wallets, member.MemberId);
        var profile = MemberDocument.From(member);
        if (stored is null) batch.Create(profile, DocumentJson.Plain.MemberDocument);
        else batch.Replace(profile.Id, profile, DocumentJson.Plain.MemberDocument, stored.ETag);

        foreach (var programmeId in member.Programmes)
            await AddWallet(batch, new(member.MemberId, programmeId), member.Facts, isNew: stored?.Value.Programmes.Contains(programmeId) != true, ct);
        return (await batch.Send(ct)).IsDone;
    }

    private async Task AddWallet(AtomicBatch batch, WalletId id, MemberFacts facts, bool isNew, CancellationToken ct)
    {
        if (isNew)
        {
            batch.Create(WalletDocument.From(Wallet.Open(id, facts), null), DocumentJson.Plain.WalletDocument);
            return;
        }
        var loaded = await LoadedWallet.Load(_wallets, id, ct)
            ?? throw new InvalidDataException($"the wallet of an enrolled member is missing in programme {id.ProgrammeId}");
        if (loaded.Wallet.Facts != facts) loaded.Replace(batch, loaded.Wallet with { Facts = facts });
    }
}
