using Points.Domain.Ledger;

namespace Points.Domain.Simulating;

/// <summary>The orders that have earned.</summary>
public interface IOrderHistory
{
    /// <summary>Some of a programme's orders with their members: at most so many, whichever are nearest at hand.</summary>
    Task<IReadOnlyList<(string MemberId, Order Order)>> SampleOrders(
        string programmeId,
        int ordersMax,
        CancellationToken ct
    );
}
