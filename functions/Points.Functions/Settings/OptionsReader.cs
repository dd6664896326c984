using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Points.Functions.Settings;

/// <summary>Reads options, and says of each setting that is missing or wrong which it is.</summary>
public static class OptionsReader
{
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names each.</exception>
    public static T ReadOptions<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = configuration.GetSection(section).Get<T>() ?? new();
        var faults = FaultsOf(options, section).ToArray();
        return faults.Length == 0 ? options : throw new InvalidOperationException(string.Join("; ", faults));
    }

    private static IEnumerable<string> FaultsOf(object options, string path)
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
            foreach (var fault in results)
                yield return $"the app setting {name} {Why(fault)}";
            if (value is not (null or string or Uri))
                foreach (var fault in FaultsOf(value, name))
                    yield return fault;
        }
    }

    private static string Why(ValidationResult fault) =>
        fault.ErrorMessage is { } why && why.StartsWith("must", StringComparison.Ordinal) ? why : "is missing";
}
