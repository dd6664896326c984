using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Enrolling;
using Points.Domain.Ports;
using Points.Domain.Reading;
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
        _wallets.Read(memberId, MemberDocument.OnlyId, DocumentJson.Default.MemberDocument, ct);

    /// <returns>False if the profile has moved on.</returns>
    private async Task<bool> Write(StoredDocument<MemberDocument>? stored, Member member, CancellationToken ct)
    {
        var batch = new AtomicBatch(_wallets, member.MemberId);
        var profile = MemberDocument.From(member);
        if (stored is null) batch.Create(profile, DocumentJson.Default.MemberDocument);
        else batch.Replace(profile.Id, profile, DocumentJson.Default.MemberDocument, stored.ETag);
        foreach (var programmeId in member.Programmes)
            AddWallet(batch, new(member.MemberId, programmeId), member.Facts, isNew: stored?.Value.Programmes.Contains(programmeId) != true);

        var answer = await batch.Send(ct);
        return answer.IsDone || (answer.Resent && await StoreFaults.AfterLostAnswer(() => Stands(profile, ct)));
    }

    /// <summary>Whether the profile is there as it was sent, so that the lost answer would have said yes.</summary>
    private async Task<bool> Stands(MemberDocument profile, CancellationToken ct) =>
        await Load(profile.MemberId, ct) is { } stored && Json(stored.Value).Span.SequenceEqual(Json(profile).Span);

    private static ReadOnlyMemory<byte> Json(MemberDocument profile) => ReadableJson.Of(profile, DocumentJson.Default.MemberDocument);

    private static readonly byte[] Forgotten = "null"u8.ToArray();

    private static (string Path, ReadOnlyMemory<byte> Json) Facts(MemberFacts facts) =>
        ("/facts", ReadableJson.Of(FactsDocument.From(facts), DocumentJson.Default.FactsDocument));

    /// <summary>A wallet that is there is not read: only the copy of the facts changes, which gives it a new version.</summary>
    private static void AddWallet(AtomicBatch batch, WalletId id, MemberFacts facts, bool isNew)
    {
        if (isNew) batch.Create(WalletDocument.From(Wallet.Open(id, facts), null), DocumentJson.Default.WalletDocument);
        else if (facts.Personalisation) batch.Set(WalletDocument.IdOf(id.ProgrammeId), Facts(facts));
        else batch.Set(WalletDocument.IdOf(id.ProgrammeId), Facts(facts), ("/recent", Forgotten)); // What was kept by consent goes with it (law L14).
    }
}
