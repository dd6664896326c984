namespace Points.Domain.Settling;

/// <summary>How far a period has come. It only goes on.</summary>
public enum PeriodStatus
{
    Open,

    /// <summary>No flow comes into it any more; its accounts are being sealed and its statements written.</summary>
    Closing,

    /// <summary>Nothing in it changes any more.</summary>
    Closed,
}
