namespace Strategies.Plugins.Parameters;

/// <summary>What is known of one parameter of a strategy.</summary>
public sealed record ParameterDefinition
{
    /// <summary>
    /// Its name in plans, commands and reports: 1 to 32 letters, digits, <c>_</c>, <c>-</c> or <c>.</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required ParameterKind Kind { get; init; }

    /// <summary>What the number counts; may be empty.</summary>
    public required string Unit { get; init; }

    /// <summary>One sentence for the person who sets it.</summary>
    public required string Description { get; init; }

    /// <summary>Smallest and largest value.</summary>
    public required ParameterRange Range { get; init; }

    /// <summary>
    /// The value that a fresh instance has, as bits. Never null in the table of an instance; null where a package was only
    /// read and its code alone could tell.
    /// </summary>
    public required long? DefaultBits { get; init; }

    /// <summary>The default as text; empty when it is not known.</summary>
    public string DefaultText => DefaultBits is { } bits ? Format(bits) : "";

    /// <summary>The minimum as text.</summary>
    public string MinText => Format(Range.MinBits);

    /// <summary>The maximum as text.</summary>
    public string MaxText => Format(Range.MaxBits);

    /// <summary>A value as text; reading it with <see cref="Parse"/> gives the same bits.</summary>
    /// <param name="bits">The value.</param>
    public string Format(long bits) => ParameterCodec.Format(Kind, bits);

    /// <summary>Reads a value and checks its range.</summary>
    /// <param name="text">For example <c>100</c>, <c>223.82</c> or <c>true</c>.</param>
    /// <returns>The value as bits.</returns>
    /// <exception cref="ParameterException">The text is no value of the type, or out of range.</exception>
    public long Parse(string text)
    {
        if (!ParameterCodec.TryParse(Kind, text, out long bits))
        {
            throw new ParameterException(
                Name, $"{Name}={text} is not a value", $"give {ParameterCodec.Expected(Kind)}");
        }

        string? problem = Explain(Range.Check(bits), text);
        string known = DefaultBits is null ? "" : $"; the default is {DefaultText}";
        return problem is null ? bits : throw new ParameterException(Name, problem, $"give {MinText} to {MaxText}{known}");
    }

    /// <summary>A refusal in words; null when there is none.</summary>
    /// <param name="refusal">What a check said.</param>
    /// <param name="text">The value it was about.</param>
    internal string? Explain(ParameterRefusal refusal, string text)
    {
        string unit = Unit.Length == 0 ? "" : $" ({Unit})";
        return refusal switch
        {
            ParameterRefusal.None => null,
            ParameterRefusal.BelowMinimum => $"{Name}={text} is below its minimum {MinText}{unit}",
            ParameterRefusal.AboveMaximum => $"{Name}={text} is above its maximum {MaxText}{unit}",
            _ => $"{Name}={text} is not a value",
        };
    }
}
