import { inThreeLanguages } from '../testing/three-languages.js';
import { lossTexts } from './losses.js';

inThreeLanguages(lossTexts);
