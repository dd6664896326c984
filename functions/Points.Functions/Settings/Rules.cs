using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>Refuses addresses over which a token or a notice would go unencrypted.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpsOnlyAttribute() : ValidationAttribute("must begin with https://")
{
    public override bool IsValid(object? value) => value is null or Uri { IsAbsoluteUri: true, Scheme: "https" };
}

/// <summary>Refuses a reference to a Key Vault that was not followed: the platform then leaves its text in place of the secret, and everybody knows that.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ResolvedAttribute() : ValidationAttribute("must be a secret: the reference to the Key Vault was not followed")
{
    public override bool IsValid(object? value) => value is not string text || !text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Refuses a setting that is left out where another is given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredWithAttribute(string other) : ValidationAttribute("is missing")
{
    public override bool RequiresValidationContext => true;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string { Length: > 0 } || validationContext.ObjectType.GetProperty(other)!.GetValue(validationContext.ObjectInstance) is null
            ? ValidationResult.Success
            : new(ErrorMessageString, [validationContext.MemberName!]);
}
