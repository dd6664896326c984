using System.Collections.Concurrent;

namespace Points.Domain.Settling;

/// <summary>Books the flows that merchants settle, and leaves out those that a dispute has left nothing of.</summary>
public sealed class FlowSettlement(RedemptionSettlement redemptions, FlowBooking booking)
{
    private const int FlowsAtOnce = 8;

    /// <returns>
    /// The flows that were not booked completely, each with its exception. Booking the same flows again is safe.
    /// </returns>
    public async Task<IReadOnlyDictionary<PointsFlow, Exception>> Book(
        IReadOnlyCollection<PointsFlow> flows,
        CancellationToken ct
    )
    {
        var faults = new ConcurrentDictionary<PointsFlow, Exception>();
        var booked = new ConcurrentBag<PointsFlow>();
        await Parallel.ForEachAsync(
            flows,
            new ParallelOptions { MaxDegreeOfParallelism = FlowsAtOnce, CancellationToken = ct },
            async (flow, _) =>
            {
                try
                {
                    // Corrections are counted before they are sent.
                    if (flow.IsCorrection || await redemptions.IsSettled(flow, ct))
                        booked.Add(flow);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    faults[flow] = fault;
                }
            }
        );
        foreach (var (flow, fault) in await booking.Book(booked, ct))
            faults[flow] = fault;
        return faults;
    }
}
