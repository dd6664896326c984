namespace Points.Domain.Programmes;

/// <summary>What all programmes say of complaints.</summary>
public static class ComplaintTerms
{
    /// <summary>How many complaints of a member can wait for an answer at once.</summary>
    public const int OpenMax = 20;
}
