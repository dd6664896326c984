namespace Points.Domain.Settling;

/// <summary>The kinds of money in an account. The last two are the platform's.</summary>
/// <remarks>The names are stored field names: do not change them.</remarks>
public enum MoneyColumn
{
    Issued,
    Honoured,
    Reversed,
    Compensation,
    Fees,

    /// <summary>Paid in when points were issued, for the merchant who will honour them.</summary>
    Held,

    /// <summary>Held for points that expired.</summary>
    Breakage,
}
