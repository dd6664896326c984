namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function and names it. Declared as in the worker package, which replaces it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
