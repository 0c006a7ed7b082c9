using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>The methods that the runtime makes for arrays of several dimensions.</summary>
internal static class ArrayMethods
{
    /// <summary>Finds one.</summary>
    /// <exception cref="UnverifiableException">There is none of this name with these parameters.</exception>
    internal static MethodUse Find(ArrayOf array, string name, MethodSignature<IlType> wanted)
    {
        int count = name == "Set" ? array.Rank + 1
            : name == ".ctor" && wanted.ParameterTypes.Length == array.Rank * 2 ? array.Rank * 2 : array.Rank;
        IlType? last = name == "Set" ? array.Element : null;
        IlType result = name switch
        {
            "Get" => array.Element,
            "Set" or ".ctor" => CoreTypes.Void,
            "Address" => new ReferenceTo(array.Element),
            _ => throw new UnverifiableException($"{array} has no {name}"),
        };
        ImmutableArray<IlType> types = wanted.ParameterTypes;
        bool fits = wanted.Header.IsInstance && types.Length == count && !array.IsVector
            && wanted.ReturnType.Plain.Equals(result)
            && Enumerable.Range(0, count).All(index => types[index].Plain.Equals(index == count - 1 && last is not null ? last
                : CoreTypes.Int32));
        return fits
            ? new(array, null, name, false, [.. types.Select(type => new DefinedParameter(type.Plain, false, false))], result, false,
                TypeList.Empty)
            : throw new UnverifiableException($"{array} has no {name} with these parameters");
    }
}
