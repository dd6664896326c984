using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Points.Functions.Settings;

/// <summary>Reads options from the app settings and names every setting that is missing or invalid.</summary>
public static class OptionsReader
{
    /// <exception cref="InvalidOperationException">A setting is missing or invalid; the message names each.</exception>
    public static T ReadOptions<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = configuration.GetSection(section).Get<T>() ?? new();
        var errors = FindErrors(options, section).ToArray();
        return errors.Length == 0 ? options : throw new InvalidOperationException(string.Join("; ", errors));
    }

    private static IEnumerable<string> FindErrors(object options, string path)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (value, name) = (property.GetValue(options), $"{path}__{property.Name}");
            var results = new List<ValidationResult>();
            Validator.TryValidateProperty(
                value,
                new ValidationContext(options) { MemberName = property.Name },
                results
            );
            foreach (var result in results)
                yield return $"the app setting {name} {Describe(result)}";
            if (value is not (null or string or Uri))
                foreach (var error in FindErrors(value, name))
                    yield return error;
        }
    }

    private static string Describe(ValidationResult result) =>
        result.ErrorMessage is { } rule && rule.StartsWith("must", StringComparison.Ordinal) ? rule : "is missing";
}
