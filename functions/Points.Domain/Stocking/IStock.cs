using Points.Domain.Ledger;

namespace Points.Domain.Stocking;

/// <summary>
/// Counts the pieces of limited rewards (decision 9). A request reserves pieces before it commits the redemption, and
/// finishes the reservation once it is known how many pieces the redemption keeps.
/// </summary>
public interface IStock
{
    /// <summary>How long a redemption may take to commit after it has reserved pieces.</summary>
    static readonly TimeSpan CommitTimeout = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Reserves pieces. The redemption they are for must be committed within <see cref="CommitTimeout"/>.
    /// </summary>
    /// <returns>Null if fewer pieces are left.</returns>
    Task<Reservation?> Reserve(
        StockKey stock,
        int pieces,
        ReservationOwner owner,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>
    /// Marks a reservation whose redemption is about to change. If the process then dies, a job finishes the
    /// reservation after <see cref="CommitTimeout"/>.
    /// </summary>
    Task MarkUnfinished(Reservation reservation, DateTimeOffset now, CancellationToken ct);

    /// <summary>Returns all but <paramref name="piecesKept"/> pieces of a reservation to the stock.</summary>
    Task FinishReservation(Reservation reservation, int piecesKept, DateTimeOffset now, CancellationToken ct);

    /// <summary>Counts the pieces that can still be reserved.</summary>
    Task<long> CountLeft(StockKey stock, CancellationToken ct);
}
