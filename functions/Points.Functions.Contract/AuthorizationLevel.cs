namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Declared as in the worker package. What the Functions host requires of a caller before it runs a function.
/// </summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
