namespace Points.Domain.Programmes;

/// <summary>
/// What a published action is. A closed list (laws L4, L11). Whatever a member does in order to join is
/// <see cref="SignUp"/>.
/// </summary>
public enum ActionKind
{
    /// <summary>Joining, in whatever form: registering, opening a card, a gift for newcomers.</summary>
    SignUp,

    Birthday,
    PetBirthday,
    CheckIn,

    /// <summary>Coming to a shop or a place, without a purchase.</summary>
    Visit,

    /// <summary>Telling others of a purchase or of the programme.</summary>
    Share,

    Review,
    Survey,

    /// <summary>Taking part in an event.</summary>
    Event,

    /// <summary>Something good for the environment, such as recycling.</summary>
    GreenDeed,
}
