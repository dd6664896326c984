namespace Points.Domain.Programmes;

/// <summary>What every programme promises of points that come back.</summary>
public static class ReturnTerms
{
    /// <summary>The least days in which to use points that return because the merchant is at fault (law L13).</summary>
    public const int UsableDaysMin = 30;
}
