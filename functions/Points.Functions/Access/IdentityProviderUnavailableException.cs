namespace Points.Functions.Access;

/// <summary>The identity provider's signing keys could not be read, so no token can be validated.</summary>
public sealed class IdentityProviderUnavailableException(Exception inner)
    : Exception("the identity provider's metadata cannot be read", inner);
