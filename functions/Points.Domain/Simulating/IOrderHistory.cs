using Points.Domain.Ledger;

namespace Points.Domain.Simulating;

/// <summary>Reads orders that have earned points.</summary>
public interface IOrderHistory
{
    /// <summary>
    /// Reads a sample of a programme's orders with their members, at most <paramref name="ordersMax"/>.
    /// </summary>
    Task<IReadOnlyList<(string MemberId, Order Order)>> SampleOrders(
        string programmeId,
        int ordersMax,
        CancellationToken ct
    );
}
