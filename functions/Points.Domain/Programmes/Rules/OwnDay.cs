namespace Points.Domain.Programmes.Rules;

/// <summary>A kind of day that each member has their own of.</summary>
public enum OwnDay
{
    Birthday,
    PetBirthday,

    /// <summary>Once, when the member joins. For actions only.</summary>
    SignUp,
}
