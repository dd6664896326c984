namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// What the Functions host requires of a caller before it runs a function. Declared as in the worker package, which
/// replaces it.
/// </summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
