using Points.Domain.Ledger;

namespace Points.Domain.Stocking;

/// <summary>Where limited rewards are counted.</summary>
public interface IStock
{
    /// <summary>Sets pieces aside. Whoever asks must commit what they are for before <see cref="CommitTimeout"/> has passed.</summary>
    /// <returns>Null if there are not so many left.</returns>
    Task<Reservation?> Reserve(
        StockKey stock,
        int pieces,
        ReservationOwner owner,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>Says that what a reservation is for is about to change, so that it is looked at soon whatever happens to whoever changes it.</summary>
    Task MarkUnsettled(Reservation reservation, DateTimeOffset now, CancellationToken ct);

    /// <summary>Gives back what a reservation has beyond so many pieces.</summary>
    Task Settle(Reservation reservation, int piecesKept, DateTimeOffset now, CancellationToken ct);

    /// <summary>How many pieces are left.</summary>
    Task<long> CountLeft(StockKey stock, CancellationToken ct);

    static readonly TimeSpan CommitTimeout = TimeSpan.FromMinutes(2);
}
