using Points.Domain.Actors;
using Points.Domain.Enrolling;
using Points.Domain.Files;

namespace Points.Domain.Erasing;

/// <summary>
/// Erases a member: their wallets end, their ledgers stay under a key that leads to nobody, and everything else that is
/// kept of them is deleted (law L14).
/// </summary>
public sealed record EraseMember(string MemberId);

/// <summary>
/// Erases members, step by step. A member is unknown from the first step on; whatever process dies, a job continues.
/// </summary>
public sealed class EraseMemberHandler(
    IErasures erasures,
    WalletEnding ending,
    IMemberStore members,
    IMemberLookups lookups,
    IWriteOnceFiles files
)
{
    /// <summary>How often a family is read again that others change at the same time.</summary>
    private const int FamilyAttemptsMax = 20;

    /// <returns>
    /// What is left: the change feed has yet to pass the member's last entries. Null if it is done, or if there is no
    /// such member.
    /// </returns>
    public async Task<Erasure?> Handle(EraseMember command, Requester by, DateTimeOffset now, CancellationToken ct) =>
        await erasures.Begin(command.MemberId, by, now, ct) is { } erasure ? await Continue(erasure, now, ct) : null;

    /// <summary>Finishes an erasure if the change feed has passed the member's last entries.</summary>
    /// <inheritdoc cref="Handle" path="/returns"/>
    public async Task<Erasure?> Finish(Erasure erasure, DateTimeOffset now, CancellationToken ct) =>
        await erasures.Find(erasure.LedgerKey, ct) is { IsRelayed: true } relayed
            ? await Continue(relayed, now, ct)
            : erasure;

    /// <summary>Continues an erasure from whatever step it had reached.</summary>
    /// <inheritdoc cref="Handle" path="/returns"/>
    public async Task<Erasure?> Continue(Erasure erasure, DateTimeOffset now, CancellationToken ct)
    {
        if (await erasures.FindMember(erasure, ct) is not { } member)
        {
            await erasures.Finish(erasure, member: null, ct);
            return null;
        }
        foreach (var programmeId in member.Programmes)
            await ending.End(new(member.MemberId, programmeId), now, ct);
        foreach (var (value, _) in member.Lookups)
            await lookups.Remove(value, member.LedgerKey!, ct);
        if (member.FamilyId is { } familyId)
            await LeaveFamily(familyId, member.MemberId, ct);
        await erasures.MoveLedgers(erasure, member, ct);
        await WriteFile(erasure, ct);
        if (!erasure.IsRelayed)
            return erasure;
        await erasures.Finish(erasure, member, ct);
        return null;
    }

    private async Task LeaveFamily(string familyId, string memberId, CancellationToken ct)
    {
        for (var attempt = 0; attempt < FamilyAttemptsMax; attempt++)
            if (
                await members.FindFamily(familyId, ct) is not var (family, version)
                || !family.Members.Contains(memberId, StringComparer.Ordinal)
                || await members.PutFamily(
                    family with
                    {
                        Members = family.Members.Remove(memberId, StringComparer.Ordinal),
                    },
                    version,
                    ct
                )
            )
                return;
        throw new StoreBusyException("other requests keep changing the same family");
    }

    /// <summary>After a restore to an earlier time, the file says that the erasure must be repeated.</summary>
    private async Task WriteFile(Erasure erasure, CancellationToken ct)
    {
        using var content = new MemoryStream(ErasureFile.ToJson(erasure), writable: false);
        await files.Write(ErasureFile.NameOf(erasure), "application/json", content, ct);
    }
}
