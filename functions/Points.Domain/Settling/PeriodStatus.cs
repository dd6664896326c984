namespace Points.Domain.Settling;

/// <summary>The stage of a period. It only moves forward.</summary>
/// <remarks>Stored documents contain the numbers: do not change the order.</remarks>
public enum PeriodStatus
{
    Open,

    /// <summary>The period takes no new flows. Its accounts are being sealed and its statements written.</summary>
    Closing,

    /// <summary>Nothing in the period changes any more.</summary>
    Closed,
}
