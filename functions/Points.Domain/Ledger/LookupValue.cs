namespace Points.Domain.Ledger;

/// <summary>What a member can be found by.</summary>
public enum LookupKind
{
    Phone,
    Email,
    ExternalId,
}

/// <summary>A value that members can be found by, in the form in which values are compared.</summary>
public sealed record LookupValue(LookupKind Kind, string Text)
{
    /// <returns>Null if the text is no complete telephone number.</returns>
    public static LookupValue? FromPhone(string? text) =>
        text is not null && PhoneNumber.Normalise(text) is { } number ? new(LookupKind.Phone, number) : null;

    /// <summary>The case of an address does not count.</summary>
    /// <returns>Null if there is no text.</returns>
    public static LookupValue? FromEmail(string? text) =>
        text?.Trim() is { Length: > 0 } address ? new(LookupKind.Email, address.ToLowerInvariant()) : null;

    /// <summary>An id of another system is compared exactly.</summary>
    /// <returns>Null if there is no text.</returns>
    public static LookupValue? FromExternalId(string? text) =>
        text is { Length: > 0 } ? new(LookupKind.ExternalId, text) : null;
}
