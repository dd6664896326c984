namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as the worker declares it. Marks a method as a function, by its name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
