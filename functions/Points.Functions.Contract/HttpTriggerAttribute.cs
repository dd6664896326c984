namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs a function for HTTP requests with these methods and this route. Declared as in the worker package, which
/// replaces it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function) { }

    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods) { }

    public HttpTriggerAttribute(AuthorizationLevel authLevel)
        : this(authLevel, []) { }

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods.Length == 0 ? null : methods;
    }

    public string? Route { get; set; }

    public string[]? Methods { get; }

    public AuthorizationLevel AuthLevel { get; }
}
