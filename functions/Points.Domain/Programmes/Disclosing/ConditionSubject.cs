namespace Points.Domain.Programmes.Disclosing;

/// <summary>What a condition is asked about. It decides on which day a member must have an age.</summary>
internal enum ConditionSubject
{
    /// <summary>A purchase: the age on the day its service is used, or else on the day of purchase.</summary>
    Purchase,

    /// <summary>A member who redeems or does something: the age on that day.</summary>
    Member,
}
