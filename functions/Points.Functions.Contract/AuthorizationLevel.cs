namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as the worker declares it. What the Functions host asks of a caller before a function runs.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
