using Points.Domain.Ledger;

namespace Points.Domain.Stocking;

/// <summary>A reservation that is to be compared with its redemption.</summary>
/// <param name="Reservation">Names only the one shard in which it was found.</param>
/// <param name="MayStillCommit">Whether the request that reserved the pieces may still commit its redemption.</param>
public sealed record UnfinishedReservation(Reservation Reservation, ReservationOwner Owner, bool MayStillCommit);
