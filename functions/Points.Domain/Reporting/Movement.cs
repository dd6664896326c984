namespace Points.Domain.Reporting;

/// <summary>How outstanding points came into being or ended. Every change of them is one of these.</summary>
public enum Movement
{
    /// <summary>Purchases and published actions earned them, usable at once or pending.</summary>
    Issued,

    /// <summary>Grants of the terms gave them.</summary>
    Granted,

    /// <summary>Merchants that could not give a reward issued them as compensation (law L13).</summary>
    Compensated,

    /// <summary>Operators gave them.</summary>
    AdjustedUp,

    /// <summary>They were taken over from another system as opening balances.</summary>
    Loaded,

    /// <summary>They had been redeemed and came back with a reversal.</summary>
    Returned,

    /// <summary>They arrived from another member of the family.</summary>
    TransferredIn,

    /// <summary>They were spent on rewards, at once or by the confirmation of a hold.</summary>
    Redeemed,

    /// <summary>They expired, came back after their last day, or ended when their member was erased.</summary>
    Expired,

    /// <summary>Refunds took them back.</summary>
    TakenBack,

    /// <summary>They repaid points that a refund could not take back because they were spent.</summary>
    Repaid,

    /// <summary>Operators took them.</summary>
    AdjustedDown,

    /// <summary>They were sent to another member of the family, and arrived.</summary>
    TransferredOut,
}

public static class MovementSigns
{
    /// <summary>Whether the movement adds to the outstanding points; otherwise it takes from them.</summary>
    public static bool Adds(this Movement movement) => movement < Movement.Redeemed;
}
