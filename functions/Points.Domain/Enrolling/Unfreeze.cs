using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Unfreezes a member: their wallets earn and spend again.</summary>
/// <param name="Reason">Why.</param>
public sealed record Unfreeze(string MemberId, string Reason);

/// <summary>Unfreezes members.</summary>
public sealed class UnfreezeHandler(IMemberStore members)
{
    /// <returns>The unfrozen member; null if there is no such member.</returns>
    public Task<Member?> Handle(Unfreeze command, Requester by, DateTimeOffset now, CancellationToken ct) =>
        members.Update(
            command.MemberId,
            current =>
                current is null
                    ? null
                    : new ProfileChange(current with { FrozenReason = null })
                    {
                        Act = new(ActKind.Unfrozen, now, by)
                        {
                            LedgerKey = current.LedgerKey?.Value,
                            Reason = command.Reason,
                        },
                    }.WithGrantChecks(current, now),
            ct
        );
}
