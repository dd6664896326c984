namespace Points.Domain.Ledger;

/// <summary>Whose an order is, as seen from a given ledger.</summary>
public abstract record OrderOwner
{
    private OrderOwner() { }

    /// <summary>No other member's: a purchase may still come.</summary>
    public sealed record NoOther : OrderOwner;

    /// <summary>It is in that ledger.</summary>
    /// <param name="ProgrammeId">The programme in which it earned.</param>
    public sealed record SameMember(string ProgrammeId) : OrderOwner;

    /// <summary>Another member has earned for it.</summary>
    public sealed record AnotherMember : OrderOwner;

    /// <summary>Another member's request is booking it.</summary>
    public sealed record Undecided : OrderOwner;

    public T Match<T>(
        Func<NoOther, T> noOther,
        Func<SameMember, T> sameMember,
        Func<AnotherMember, T> anotherMember,
        Func<Undecided, T> undecided
    ) =>
        this switch
        {
            NoOther it => noOther(it),
            SameMember it => sameMember(it),
            AnotherMember it => anotherMember(it),
            Undecided it => undecided(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a known owner of an order"),
        };
}
