namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as in the worker package. Marks a method as a function and names it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
