using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Unfreezes a member: their wallets earn and spend again.</summary>
public sealed record Unfreeze(string MemberId);

/// <summary>Unfreezes members.</summary>
public sealed class UnfreezeHandler(IMemberStore members)
{
    /// <returns>The unfrozen member; null if there is no such member.</returns>
    public Task<Member?> Handle(Unfreeze command, DateTimeOffset now, CancellationToken ct) =>
        members.Update(
            command.MemberId,
            current =>
                current is null
                    ? null
                    : new ProfileChange(current with { FrozenReason = null }).WithGrantChecks(current, now),
            ct
        );
}
