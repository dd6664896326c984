using Points.Domain.Ledger;

namespace Points.Domain.Stocking;

/// <summary>Finds reservations of which nobody has said yet what became of them.</summary>
public interface IReservations
{
    IAsyncEnumerable<UnsettledReservation> ListUnsettled(DateTimeOffset now, CancellationToken ct);
}

/// <param name="Reservation">With the one shard that it was found in.</param>
/// <param name="MayStillCommit">Whether it is so young that whoever made it may still commit what it is for.</param>
public sealed record UnsettledReservation(Reservation Reservation, ReservationOwner Owner, bool MayStillCommit);
