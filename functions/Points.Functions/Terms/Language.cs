namespace Points.Functions.Terms;

/// <summary>A language of the terms.</summary>
public enum Language
{
    Chinese,
    English,
}
