using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>Refuses the value of another setting of the same section.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DiffersFromAttribute(string other) : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not null
        && value.Equals(validationContext.ObjectType.GetProperty(other)!.GetValue(validationContext.ObjectInstance))
            ? new($"must differ from {other}")
            : ValidationResult.Success;
}
