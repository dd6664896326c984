using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Freezes a member: their wallets neither earn nor spend until the member is unfrozen.</summary>
/// <param name="Reason">Why; kept in the profile.</param>
public sealed record Freeze(string MemberId, string Reason);

/// <summary>Freezes members.</summary>
public sealed class FreezeHandler(IMemberStore members)
{
    /// <returns>The frozen member; null if there is no such member.</returns>
    public Task<Member?> Handle(Freeze command, Requester by, DateTimeOffset now, CancellationToken ct) =>
        members.Update(
            command.MemberId,
            current =>
                current is null
                    ? null
                    : new ProfileChange(current with { FrozenReason = command.Reason })
                    {
                        Act = new(ActKind.Frozen, now, by)
                        {
                            LedgerKey = current.LedgerKey?.Value,
                            Reason = command.Reason,
                        },
                    },
            ct
        );
}
