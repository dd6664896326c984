using Points.Domain.Stocking;

namespace Points.Domain.Ports;

/// <summary>Finds reservations of which nobody has said yet what became of them.</summary>
public interface IReservations
{
    IAsyncEnumerable<UnsettledReservation> Unsettled(DateTimeOffset now, CancellationToken ct);
}

/// <param name="Reservation">With the one shard that it was found in.</param>
/// <param name="MayBeUnderWay">Whether it is so young that whoever made it may still commit what it is for.</param>
public sealed record UnsettledReservation(Reservation Reservation, Claim Claim, bool MayBeUnderWay);
