using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>Pieces of a limited reward that are reserved for a redemption (decision 9).</summary>
/// <param name="ShardIds">The shards of the stock that the pieces come from.</param>
public sealed record Reservation(string ReservationId, ImmutableArray<string> ShardIds);

/// <summary>The redemption that a reservation is for. It is the master record of the reservation.</summary>
/// <param name="LedgerKey">
/// The key of the member's ledgers; in reservations from before keys were introduced, the member's id.
/// </param>
/// <param name="Until">When the redemption's hold expires; null if the points are spent at once.</param>
public sealed record ReservationOwner(string LedgerKey, string ProgrammeId, string RedemptionId, DateTimeOffset? Until);
