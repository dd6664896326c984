namespace Points.Functions.Access;

/// <summary>What a token tells: who calls, or why nobody does.</summary>
/// <param name="Caller">Null if there is a fault.</param>
/// <param name="Fault">Null if there is a caller.</param>
public readonly record struct Authentication(Caller? Caller, TokenFault? Fault)
{
    public static implicit operator Authentication(TokenFault fault) => new(null, fault);

    public static implicit operator Authentication(Caller caller) => new(caller, null);
}
